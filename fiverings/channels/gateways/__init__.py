"""The ways to the outer world, one folder for each kind."""
