//! What visitors' programs read in forms of other standards: feeds, the site map, a plain page of each publication.
