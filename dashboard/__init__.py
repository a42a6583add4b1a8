"""The Swedish pages and the server that shows them."""
