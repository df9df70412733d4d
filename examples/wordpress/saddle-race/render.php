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
// Not from the attributes: see saddle_race_loader.
$loader = saddle_race_loader();
if ( '' === $loader || empty( $attributes['event'] ) ) {
	return;
}

// Once a page, however many blocks are on it.
wp_enqueue_script( 'saddle-race', $loader, array(), null, array( 'strategy' => 'async' ) );

$optional = '';
foreach ( array( 'distance', 'partner', 'desk', 'view', 'lang', 'theme', 'units' ) as $name ) {
	if ( ! empty( $attributes[ $name ] ) ) {
		$optional .= sprintf( ' %s="%s"', $name, esc_attr( $attributes[ $name ] ) );
	}
}
$link = '';
if ( ! empty( $attributes['fallback'] ) ) {
	$link = sprintf( '<a href="%s">%s</a>', esc_url( 'mailto:' . $attributes['fallback'] ), esc_html__( 'Sign up by e-mail', 'saddle-race' ) );
}

printf(
	'<div %s><saddle-race event="%s"%s style="display:block;min-height:760px">%s</saddle-race></div>',
	get_block_wrapper_attributes(), // Escaped by WordPress.
	esc_url( $attributes['event'] ),
	$optional, // Escaped above.
	$link // Escaped above.
);
