"""The reading of a reply as a whole: the stages in their order, and the model that weighs them."""
