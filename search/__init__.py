"""The query language and the index engines; knows no word of the directory."""
