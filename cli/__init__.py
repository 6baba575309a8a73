"""The commands; the one place where a runtime is built."""
