"""What we know: everything that was written down is found again, by whoever may see it.

Stands on cases and conversations, and hears nothing: the database itself keeps what is found in step with what is said.
"""
