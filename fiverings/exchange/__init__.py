"""Other programs' door: what comes in and goes out in bulk.

Stands on everything that has records. A seed lives a few lives through the verbs, and writes them down many times.
"""
