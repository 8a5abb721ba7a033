"""Mail as it travels: read from raw bytes without ever failing, and written so that nobody can forge it."""
