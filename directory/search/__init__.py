"""Searching the directory: what a text asks for, what the index holds, and the answers."""
