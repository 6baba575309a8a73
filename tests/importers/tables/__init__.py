"""Tests of the tables of secretariats."""
