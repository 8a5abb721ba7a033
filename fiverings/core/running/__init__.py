"""Everything that runs: the embedded server, the processes over it, and what keeps, moves and checks them."""
