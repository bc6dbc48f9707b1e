"""The words about a meeting that is agreed: keeping it, repeating its time, moving it back, naming which one."""
