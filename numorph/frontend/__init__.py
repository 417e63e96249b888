"""From Python source to procedures: functions with loops, branches and in-place updates, as users write them."""
