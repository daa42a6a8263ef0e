"""Reading activities, always within what the actor may see."""
