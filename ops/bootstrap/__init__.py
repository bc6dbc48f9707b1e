"""The preparation of an AWS account for the stack: what has to be there before the first deployment."""
