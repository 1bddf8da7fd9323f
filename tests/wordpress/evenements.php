<?php
// A plugin of the site: posts of a type of its own, shown by the REST API.
add_action('init', function () {
    register_post_type('evenement', ['public' => true, 'show_in_rest' => true, 'label' => 'Événements', 'taxonomies' => ['category'],
        'supports' => ['title', 'editor', 'author', 'thumbnail', 'excerpt']]);
});
