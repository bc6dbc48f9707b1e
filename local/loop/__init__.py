"""The local loop, on the cloud that ``make up KEEP=1`` leaves: change a function, see what it says, talk to the agent.

``kept`` is the note about that cloud.
"""
