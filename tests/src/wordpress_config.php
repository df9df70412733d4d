<?php
// The settings of the WordPress that the tests start, in place of its own wp-config.php.
// Its address is whatever it is called by: the port is another one each time.
define( 'WP_HOME', 'http://' . $_SERVER['HTTP_HOST'] );
define( 'WP_SITEURL', WP_HOME );
// It asks nobody anything, and changes nothing by itself.
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'DISABLE_WP_CRON', true );
// A mistake in PHP is seen in the page.
define( 'WP_DEBUG', true );
// The database is a file; these must be there all the same.
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', '' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', '' );
define( 'DB_CHARSET', 'utf8' );
define( 'DB_COLLATE', '' );
$table_prefix = 'wp_';
// Filters that hold before WordPress is there: https://developer.wordpress.org/reference/classes/wp_hook/build_preinitialized_hooks/
$filter    = static fn( $function ) => array( 10 => array( array( 'function' => $function, 'accepted_args' => 3 ) ) );
$preset    = static fn( $value ) => $filter( static fn() => $value );
$wp_filter = array(
	// Pictures of other hosts.
	'pre_option_show_avatars' => $preset( 0 ),
	'emoji_svg_url'           => $preset( false ),
	// The editor's guide, too, with its pictures.
	'get_user_metadata'       => $filter(
		static fn( $value, $user, $key ) => 'wp_persisted_preferences' === $key ? array( array( 'core/edit-post' => array( 'welcomeGuide' => false ) ) ) : $value
	),
	// Whether the administrator's address is still right is not asked at every login.
	'admin_email_check_interval' => $preset( 0 ),
);
define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
