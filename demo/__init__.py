"""The demo's lively company: Northbell, its customers, and eight months of what they told each other, kept in files."""
