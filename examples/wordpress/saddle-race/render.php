<?php
/**
 * What the block prints.
 *
 * @var array<string, string> $attributes The block's attributes, as block.json names them.
 */

if ( ! defined( 'ABSPATH' ) ) {
	return;
}

// What was pasted may have spaces around it.
$attributes = array_map( 'trim', array_filter( $attributes, 'is_string' ) );

$link = '';
if ( '' !== ( $attributes['fallback'] ?? '' ) ) {
	$address = preg_replace( '/^mailto:/i', '', $attributes['fallback'] );
	$link    = sprintf( '<a href="%s">%s</a>', esc_url( 'mailto:' . $address ), esc_html__( 'Sign up by e-mail', 'saddle-race' ) );
}

// Not from the attributes: see saddle_race_loader. Without it, or without an event, the link is all that visitors can use.
$loader = saddle_race_loader();
$race   = $link;
if ( '' !== $loader && '' !== ( $attributes['event'] ?? '' ) ) {
	// Once a page, however many blocks are on it.
	wp_enqueue_script( 'saddle-race', $loader, array(), null, array( 'strategy' => 'async' ) );

	$optional = '';
	foreach ( array( 'distance', 'partner', 'desk', 'view', 'lang', 'theme', 'units' ) as $name ) {
		if ( '' !== ( $attributes[ $name ] ?? '' ) ) {
			$optional .= sprintf( ' %s="%s"', $name, esc_attr( $attributes[ $name ] ) );
		}
	}
	$race = sprintf(
		'<saddle-race event="%s"%s style="display:block;min-height:1000px">%s</saddle-race>',
		esc_url( $attributes['event'] ),
		$optional, // Escaped above.
		$link // Escaped above.
	);
}

if ( '' !== $race ) {
	// The attributes are escaped by WordPress.
	printf( '<div %s>%s</div>', get_block_wrapper_attributes(), $race );
}
