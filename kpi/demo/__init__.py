"""The demo: made-up units and figures, sent through the same door as any file."""
