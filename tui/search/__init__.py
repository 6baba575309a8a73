"""The search screen: box, chips, facets, results, card."""
