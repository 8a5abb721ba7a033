"""Guides, questions, evidence and severity: what to ask next, and how severe it is."""
