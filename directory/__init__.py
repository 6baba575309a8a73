"""The directory: practitioners, organizations and services of a territory."""
