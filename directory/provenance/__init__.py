"""Where each field comes from: what sources said, what people corrected, and how the two meet."""
