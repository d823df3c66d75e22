/** Every element, by one script tag: `<script type="module" src="…/v1/cohesion.js"></script>`. */
import '@cohesion/counter/define.js';
import '@cohesion/sign-form/define.js';
