"""One need of one customer, owned by one person until the customer agrees that it is met. Stands on conversations and customers."""
