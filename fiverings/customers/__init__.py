"""Whom we serve: accounts, contacts, sites, assets and how they are connected, agreements and what they cover.

Stands on people and hours. Announces: opened, revised, entrusted, appeared, adopted, settled, merged, granted.
"""
