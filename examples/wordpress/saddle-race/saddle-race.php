<?php
/**
 * Plugin Name:       Saddle race
 * Description:       A block with a trail race's course and its sign-up.
 * Version:           0.1.0
 * Requires at least: 6.3
 * Requires PHP:      7.4
 * License:           MIT OR Apache-2.0
 *
 * Copy this folder into wp-content/plugins, activate it, and say under Settings > General where saddle.js is (or in wp-config.php:
 * define( 'SADDLE_RACE_LOADER', 'https://races.example/saddle/saddle.js' ), which goes before). Then add the block "Saddle race" to a page.
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * The address of saddle.js; an empty text if nobody has said it.
 *
 * A script may do on the site whatever its reader may do. Whoever writes a post decides the attributes of the blocks in it, and need not
 * be trusted that far: so the address is no attribute, and is said by those who run the site.
 */
function saddle_race_loader(): string {
	$address = defined( 'SADDLE_RACE_LOADER' ) ? SADDLE_RACE_LOADER : get_option( 'saddle_race_loader', '' );
	return esc_url_raw( (string) $address, array( 'https', 'http' ) );
}

/**
 * The address as it was meant: with a scheme, and of the file rather than its folder. One that is no address on the web is told to the
 * administrator, and the old one stays.
 *
 * @param mixed $typed What stands in the field.
 */
function saddle_race_loader_address( $typed ): string {
	$address = trim( (string) $typed );
	if ( '' === $address ) {
		return '';
	}
	// What comes before a colon may be a host, with its port behind.
	if ( preg_match( '~^[a-z][a-z0-9+.-]*:(?!\d)~i', $address ) && ! preg_match( '~^https?://~i', $address ) ) {
		add_settings_error( 'saddle_race_loader', 'saddle_race_loader', __( 'The address of saddle.js must begin with https://.', 'saddle-race' ) );
		return (string) get_option( 'saddle_race_loader', '' );
	}
	if ( ! preg_match( '~^(https?://|/)~i', $address ) ) {
		$address = 'https://' . $address;
	}
	if ( str_ends_with( $address, '/' ) ) {
		$address .= 'saddle.js';
	}
	return esc_url_raw( $address, array( 'https', 'http' ) );
}

add_action( 'init', static fn() => register_block_type( __DIR__ ) );

// WordPress lets only those save this page who may manage its options.
add_action(
	'admin_init',
	static function () {
		register_setting(
			'general',
			'saddle_race_loader',
			array(
				'type'              => 'string',
				'default'           => '',
				'sanitize_callback' => 'saddle_race_loader_address',
			)
		);
		add_settings_field(
			'saddle_race_loader',
			__( 'Address of saddle.js', 'saddle-race' ),
			static function () {
				printf(
					'<input type="text" inputmode="url" class="regular-text code" id="saddle_race_loader" name="saddle_race_loader" value="%s" placeholder="https://races.example/saddle/saddle.js" aria-describedby="saddle_race_loader_help"><p class="description" id="saddle_race_loader_help">%s</p>',
					esc_attr( get_option( 'saddle_race_loader', '' ) ),
					esc_html__( 'For the block "Saddle race": the organiser of the race knows it. It begins with https:// and ends with saddle.js.', 'saddle-race' )
				);
			},
			'general',
			'default',
			array( 'label_for' => 'saddle_race_loader' )
		);
	}
);

// From the list of plugins to where it is set up.
add_filter(
	'plugin_action_links_' . plugin_basename( __FILE__ ),
	static function ( $links ) {
		$page = sprintf( '<a href="%s">%s</a>', esc_url( admin_url( 'options-general.php#saddle_race_loader' ) ), esc_html__( 'Settings', 'saddle-race' ) );
		return array_merge( array( $page ), $links );
	}
);

// The editor says so where the block would print nothing.
add_action(
	'enqueue_block_editor_assets',
	static function () {
		$settings = array(
			'hasLoader' => '' !== saddle_race_loader(),
			'page'      => current_user_can( 'manage_options' ) ? admin_url( 'options-general.php#saddle_race_loader' ) : null,
		);
		wp_add_inline_script( 'saddle-race-editor-script', 'window.saddleRace = ' . wp_json_encode( $settings ) . ';', 'before' );
	}
);
