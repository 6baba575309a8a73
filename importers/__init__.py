"""One reader per file format, and the one runner that brings files into the directory."""
