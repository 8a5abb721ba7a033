"""What we told the customer: by when, and for how much; what they expect; kept, broken, renegotiated.

Stands on conversations. Announces: told, kept, broken, replaced, released, fulfilled late, attempted in vain; what is
expected, what was told about cost, and when our clock stands still.
"""
