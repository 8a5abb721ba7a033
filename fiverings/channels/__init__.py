"""How words travel: mailboxes in and out; it carries and reports, and decides nothing. Stands on conversations."""
