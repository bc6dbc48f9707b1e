"""The words that rules look for, by what they are about; `notation` is how they are written down."""
