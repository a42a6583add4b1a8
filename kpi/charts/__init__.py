"""Pictures from frames: nothing here computes, it only draws what was judged elsewhere."""
