"""The customer's front door: sign-in by a mailed code, their cases and who owns them."""
