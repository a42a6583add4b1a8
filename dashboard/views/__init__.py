"""One file a page: choose, load, show."""
