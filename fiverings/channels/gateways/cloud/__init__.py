"""Mailboxes at Microsoft 365 and Gmail: how we are given leave, and how their mail is read."""
