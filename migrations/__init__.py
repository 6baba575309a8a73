"""The schema's history, and what start-up does with it."""
