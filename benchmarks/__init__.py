"""Measurements of what the product must reach; run by `make bench`, never by the tests."""
