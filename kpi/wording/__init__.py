"""All Swedish that depends on data: numbers, states, sentences and issues."""
