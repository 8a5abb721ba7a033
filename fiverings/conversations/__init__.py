"""What is said, both ways: journeys, threads, messages, drafts, attachments and the outbox every part writes to.

Stands on customers. Announces: received, written, taken back, sent, bounced, noted, let in, separated, moved.
"""
