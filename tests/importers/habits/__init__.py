"""Tests of the habits of cells."""
