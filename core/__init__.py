"""What every part needs and that knows nothing about directories or spaces."""
