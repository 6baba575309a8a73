"""People who sign in, the roles they hold, and what those roles may do."""
