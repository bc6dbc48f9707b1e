"""WhatsApp Cloud as it reports: webhooks, their signatures, messages and statuses."""
