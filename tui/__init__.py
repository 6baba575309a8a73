"""The terminal screens: Textual, thin, without SQL and without heavy imports before the first paint."""
