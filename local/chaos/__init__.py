"""A campaign in bad weather: partners fail, functions are killed, the queue delivers twice, the cloud restarts.

The unmodified program runs on the embedded cloud, its functions as processes. ``company`` is whom it plays for,
``workers`` finds the functions' processes, ``trouble`` kills them and doubles messages, ``passing`` lets hours pass by
moving instants, ``recovery`` does what schedules and operators do, ``attention`` hears who is called, and ``storm``
drives all of it. ``witnesses`` gathers the evidence, ``promises`` checks it, and ``report`` shows it.
"""
