"""One need of one customer, owned by one person until the customer agrees that it is met.

Stands on conversations and customers. Announces: opened, spoken about, answered, noted, handed off, taken over, closed,
reopened, moved.
"""
