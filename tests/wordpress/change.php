<?php
// What editors do to the site of tests/wordpress/run, and what its readers see: change.php SITE STEP [MORE]
$_SERVER['HTTP_HOST'] = parse_url(getenv('SITE_ADDRESS'), PHP_URL_HOST) . ':' . parse_url(getenv('SITE_ADDRESS'), PHP_URL_PORT);
$_SERVER['REQUEST_METHOD'] = 'GET';
$step = $argv[2];
if ($step === 'install') define('WP_INSTALLING', true);
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

const TYPES = ['post', 'page', 'evenement'];

function body($n) {
    $words = "Le conseil municipal a examiné le dossier numéro $n. Les habitants du quartier étaient venus nombreux, dit Claire Vasseur, maire.";
    return $n % 2 ? "<!-- wp:paragraph -->\n<p>$words</p>\n<!-- /wp:paragraph -->" : "$words\n\nUn second paragraphe, d'avant les blocs.";
}

function add($n, $more = []) {
    $id = wp_insert_post(wp_slash($more + ['post_title' => "L'article n° $n", 'post_content' => body($n), 'post_status' => 'publish',
        'post_type' => 'post', 'post_author' => 1 + $n % 2, 'post_date' => gmdate('Y-m-d H:i:s', time() - 3600 * (2000 + 5 * $n))]), true);
    if (is_wp_error($id)) fail($id->get_error_message());
    return $id;
}

function fail($why) {
    fwrite(STDERR, "$why\n");
    exit(1);
}

function public_ids($types = ['post']) {
    return get_posts(['numberposts' => -1, 'orderby' => 'ID', 'order' => 'ASC', 'fields' => 'ids', 'has_password' => false, 'post_type' => $types]);
}

// The n-th public post, by number: each step takes another one.
function nth($n) {
    return public_ids()[$n];
}

function one($query) {
    $ids = get_posts($query + ['numberposts' => 1, 'fields' => 'ids', 'post_type' => TYPES]);
    return $ids ? $ids[0] : fail('there is no such post');
}

function edit($id, $fields) {
    $done = wp_update_post(wp_slash(['ID' => $id] + $fields), true);
    if (is_wp_error($done)) fail($done->get_error_message());
}

// Also where the posts of a category are many, in one request.
function fill($count) {
    wp_insert_user(['user_login' => 'guy', 'user_pass' => 'secret', 'display_name' => "Guy L'Homme", 'role' => 'author']);
    $categories = [];
    foreach (['Écoles', 'Culture & loisirs', 'Sport'] as $name) $categories[] = wp_insert_term($name, 'category')['term_id'];
    global $wpdb;
    $wpdb->query('START TRANSACTION');
    wp_defer_term_counting(true);
    wp_suspend_cache_invalidation(true);
    for ($n = 1; $n <= $count; $n++) {
        $id = add($n);
        wp_set_post_terms($id, [$categories[$n % 3]], 'category');
        wp_set_post_terms($id, ['mot ' . ($n % 20)], 'post_tag');
    }
    wp_suspend_cache_invalidation(false);
    wp_defer_term_counting(false);
    $wpdb->query('COMMIT');
    wp_cache_flush();
}

switch ($step) {
    case 'install':
        wp_install('Journal', 'redaction', 'redaction@journal.example', true, '', 'secret');
        wp_delete_post(1, true);
        wp_delete_post(2, true);
        switch_theme('gazette');
        break;
    case 'permalinks':
        global $wp_rewrite;
        $wp_rewrite->set_permalink_structure('/%year%/%postname%/');
        update_option('timezone_string', 'Europe/Paris');
        break;
    case 'fill':
        fill((int) $argv[3]);
        break;
    case 'hide':
        // What must never be seen, and what is seldom thought of.
        add(401, ['post_status' => 'draft']);
        add(402, ['post_status' => 'private']);
        add(403, ['post_password' => 'secret']);
        add(404, ['post_type' => 'page']);
        add(405, ['post_type' => 'evenement']);
        add(406, ['post_status' => 'pending']);
        add(407, ['post_content' => '[gallery ids="1,2"] Un texte avec [inconnu attribut="1"] au milieu.']);
        add(408, ['post_title' => 'Un <em>titre</em> &amp; des « signes » : « l\'école », 50 %', 'post_excerpt' => "Un chapô écrit à la main, qui n'est pas le début."]);
        $block = add(409, ['post_type' => 'wp_block', 'post_content' => "<!-- wp:paragraph -->\n<p>Un bloc qui sert plusieurs fois.</p>\n<!-- /wp:paragraph -->"]);
        add(410, ['post_content' => "<!-- wp:block {\"ref\":$block} /-->\n<!-- wp:paragraph -->\n<p>Et un texte autour.</p>\n<!-- /wp:paragraph -->"]);
        update_option('fonds_block', $block);
        break;
    case 'publish': add(501, ['post_date' => '']); break;
    case 'edit': edit(nth(10), ['post_content' => body(999)]); break;
    case 'edit_many': foreach (array_slice(public_ids(), 100, 120) as $id) edit($id, ['post_content' => body($id + 1000)]); break;
    case 'title': edit(nth(9), ['post_title' => "Un autre titre, l'été venu"]); break;
    case 'slug': edit(nth(11), ['post_name' => 'une-autre-adresse']); break;
    case 'rename_category': wp_update_term(get_term_by('name', 'Écoles', 'category')->term_id, 'category', ['name' => 'Vie scolaire']); break;
    case 'rename_tag': wp_update_term(get_term_by('name', 'mot 3', 'post_tag')->term_id, 'post_tag', ['name' => 'renommé']); break;
    case 'rename_author': wp_update_user(['ID' => 2, 'display_name' => 'Guillemette Rey']); break;
    case 'trash': wp_trash_post(nth(12)); break;
    case 'restore':
        $id = one(['post_status' => 'trash']);
        wp_untrash_post($id);
        edit($id, ['post_status' => 'publish']);
        break;
    case 'delete': wp_delete_post(nth(13), true); break;
    case 'delete_and_publish':
        wp_delete_post(nth(13), true);
        add(511, ['post_date' => '2012-03-04 05:06:07']);
        break;
    case 'password': edit(nth(14), ['post_password' => 'secret']); break;
    case 'unpassword': foreach (get_posts(['numberposts' => -1, 'has_password' => true, 'fields' => 'ids']) as $id) edit($id, ['post_password' => '']); break;
    case 'private': edit(nth(15), ['post_status' => 'private']); break;
    case 'draft': edit(nth(16), ['post_status' => 'draft']); break;
    case 'redraft': edit(one(['post_status' => 'draft']), ['post_status' => 'publish']); break;
    case 'schedule': add(502, ['post_date' => gmdate('Y-m-d H:i:s', time() + 1800 + 3600 * (float) get_option('gmt_offset')), 'post_status' => 'future']); break;
    // An hour after 'schedule': what the site's own clockwork does.
    case 'golive': check_and_publish_future_post(one(['post_status' => 'future'])); break;
    case 'sticky': stick_post(nth(17)); break;
    case 'terms': wp_set_post_terms(nth(18), ['tout autre'], 'post_tag'); break;
    case 'swap_terms':
        // No number of any term changes by this.
        $a = get_posts(['numberposts' => 1, 'fields' => 'ids', 'tag' => 'mot-5'])[0];
        $b = get_posts(['numberposts' => 1, 'fields' => 'ids', 'tag' => 'mot-6'])[0];
        wp_set_post_terms($a, ['mot 6'], 'post_tag');
        wp_set_post_terms($b, ['mot 5'], 'post_tag');
        break;
    case 'delete_category': wp_delete_term(get_term_by('name', 'Sport', 'category')->term_id, 'category'); break;
    case 'author': edit(nth(19), ['post_author' => 2]); break;
    case 'delete_author':
        require_once ABSPATH . 'wp-admin/includes/user.php';
        $id = wp_insert_user(['user_login' => 'ex', 'user_pass' => 'secret', 'display_name' => 'Ex Auteure', 'role' => 'author']);
        edit(nth(20), ['post_author' => $id]);
        wp_delete_user($id, 1);
        break;
    case 'page': add(503, ['post_type' => 'page']); break;
    case 'event': add(505, ['post_type' => 'evenement']); break;
    case 'post_to_page': set_post_type(nth(21), 'page'); break;
    case 'backdate': add(504, ['post_date' => '2011-03-04 05:06:07']); break;
    case 'redate': edit(nth(22), ['post_date' => '2013-03-04 05:06:07', 'post_date_gmt' => '', 'edit_date' => true]); break;
    case 'block': edit(get_option('fonds_block'), ['post_content' => "<!-- wp:paragraph -->\n<p>Le bloc dit autre chose.</p>\n<!-- /wp:paragraph -->"]); break;
    case 'picture':
        $picture = wp_insert_attachment(['post_title' => 'La halle', 'post_mime_type' => 'image/jpeg', 'post_excerpt' => 'La halle, au matin.',
            'guid' => getenv('SITE_ADDRESS') . '/wp-content/uploads/halle.jpg'], '2019/03/halle.jpg');
        set_post_thumbnail(nth(23), $picture);
        edit(nth(24), ['post_content' => body(24) . "\n" . '<figure><img src="' . getenv('SITE_ADDRESS') . '/wp-content/uploads/2019/03/halle.jpg" alt="Une halle"><figcaption>La halle, au matin.</figcaption></figure>']);
        break;
    case 'bulk_delete': for ($i = 0; $i < 15; $i++) wp_delete_post(nth(25), true); break;
    case 'address':
        // Of all posts at once; none is modified by it.
        global $wp_rewrite;
        $wp_rewrite->set_permalink_structure('/%postname%/');
        break;
    case 'public':
        foreach (public_ids(isset($argv[3]) ? explode(',', $argv[3]) : TYPES) as $id) echo "wp-$id\n";
        break;
    case 'export':
        require_once ABSPATH . 'wp-admin/includes/export.php';
        export_wp();
        break;
    case 'nothing': break;
    default: fail("no such step: $step");
}
