"""The pages of the bell."""
