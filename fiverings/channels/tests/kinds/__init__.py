"""Mails of every kind that is known to us, with what an honest reader sees in them; all of it in our own words."""
