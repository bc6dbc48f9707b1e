"""The words beside what a reply does: questions, wishes and news for which somebody is called."""
