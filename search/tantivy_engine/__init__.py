"""The default engine: tantivy, fed with our own analyser's words and asked by built queries only."""
